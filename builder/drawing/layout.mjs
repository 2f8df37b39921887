// Places the boxes of trees: `node layout.mjs < graphs.json`. Graphviz, compiled to WebAssembly, gets
// boxes whose size is already known and gives back where each stands and how each line runs.
//
// in:  [{boxes: [{id, width, height}], lines: [{from, to}]}]     in units of the drawing
// out: [{width, height, boxes: {id: [x, y]}, lines: [[[x, y]…]…]}], y downwards, middle of each box
import { instance } from "@viz-js/viz";
import { readFileSync } from "node:fs";

const INCH = 72; // one unit of the drawing is one of Graphviz's points

const viz = await instance();
const graphs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(graphs.map(place)));

function place({ boxes, lines }) {
  const graph = {
    graphAttributes: { rankdir: "LR", nodesep: 0.12, ranksep: 0.3, splines: "true", ordering: "out" },
    nodeAttributes: { shape: "box", fixedsize: true, label: "" },
    edgeAttributes: { dir: "none", headport: "w", tailport: "e" },
    nodes: boxes.map(({ id, width, height }) => ({
      name: id,
      attributes: { width: width / INCH, height: height / INCH },
    })),
    edges: lines.map(({ from, to }) => ({ head: to, tail: from })),
  };
  const found = viz.renderJSON(graph);
  const [, , width, height] = found.bb.split(",").map(Number);
  const point = (text) => {
    const [x, y] = text.split(",").map(Number);
    return [round(x), round(height - y)];
  };
  return {
    width: round(width),
    height: round(height),
    boxes: Object.fromEntries(found.objects.map(({ name, pos }) => [name, point(pos)])),
    lines: (found.edges ?? []).map(({ pos }) => pos.split(" ").map(point)),
  };
}

function round(value) {
  return Math.round(value * 10) / 10;
}
