// What the script knows that TypeScript cannot: which controls our own selectors find, what a
// service worker has, and what only some browsers have. Nothing here is sent to anyone.

/** An element of our own markup: which of them a selector finds, the views say. */
interface Control extends HTMLElement {
  checked: boolean;
  defaultChecked: boolean;
  defaultValue: string;
  download: string;
  files: FileList;
  hash: string;
  href: string;
  name: string;
  open: boolean;
  rows: HTMLCollectionOf<HTMLTableRowElement>;
  selectionStart: number;
  tHead: HTMLTableSectionElement;
  type: string;
  value: any;
  readonly dataset: DOMStringMap & { widget?: Protocol.Request["widget"] };
  readonly nextElementSibling: Control | null;
  readonly previousElementSibling: Control | null;
}
interface ParentNode {
  querySelector(selectors: string): Control | null;
  querySelectorAll(selectors: string): NodeListOf<Control>;
}
interface Element {
  closest<Found extends Element = Control>(selectors: string): Found | null;
}
interface Document {
  getElementById(id: string): Control | null;
}
interface Navigator {
  readonly connection?: { saveData?: boolean; effectiveType?: string; type?: string };
}

// A service worker.
declare const registration: ServiceWorkerRegistration;
declare const clients: { claim(): Promise<void>; matchAll(options: object): Promise<any[]> };
declare const files: string[];
declare function skipWaiting(): Promise<void>;
