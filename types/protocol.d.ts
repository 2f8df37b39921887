// Made by `python -m builder.protocol` from calculators/protocol.py: change it there.
declare namespace Protocol {
  /** The button that was pressed. */
  interface Action {
    name: string;
    value: string;
  }

  /** A file of messages; the choices are made once its first rows are shown. */
  interface File {
    name: string;
    bytes: number;
    column?: string;
    column_number?: string;
    encoding?: string;
    delimiter?: string;
    header?: string;
    sheet?: string;
  }

  /** What a view is drawn from. */
  interface State {
    fields: Record<string, string | string[]>;
    address?: Record<string, string> | null;
    action?: Action | null;
    caret?: number;
    file?: File;
  }

  /** One question to Python. */
  interface Request {
    widget: string;
    language: string;
    state: State;
  }

  /** What changes in the page. What is absent stays as it is. */
  interface Reply {
    html?: string;
    regions?: Record<string, string>;
    announce?: string;
    speak_now?: boolean;
    fields?: Record<string, string | string[]>;
    text?: string;
    address?: Record<string, string>;
    step?: boolean;
    copy?: string | null;
    copy_link?: Record<string, string>;
    focus?: string;
    save?: string;
  }

  /** How far the reading of a file is: the whole line, or what changes in it. */
  interface Progress {
    html?: string;
    percent?: number;
    words?: string;
  }
}
