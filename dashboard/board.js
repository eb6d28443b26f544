// Draws the tree of nodes that dashboard/board.py made, and tells which button was clicked. Whatever comes in the data
// is text, a class, a number or a name of the lists below: nothing in it can become markup, an address or a style.
const SVG = "http://www.w3.org/2000/svg";
const PLAIN = new Set([
  "b", "blockquote", "button", "details", "div", "h2", "h3", "li", "mark", "p", "section", "small", "span", "strong", "summary",
  "table", "tbody", "td", "th", "thead", "tr", "ul",
]);
const DRAWN = new Set(["svg", "line", "path"]);
const WORDS = new Set(["title", "aria-label", "aria-hidden", "aria-level", "tabindex", "d", "viewBox"]);
const ENDS = new Set(["x1", "x2", "y1", "y2"]);
const boards = new WeakMap();

function make(node, board) {
  if (typeof node === "string") return document.createTextNode(node);
  const { name, kind, words = {}, numbers = {}, act, inside = [] } = node;
  if (!PLAIN.has(name) && !DRAWN.has(name)) throw new Error(`no such element on a board: ${name}`);
  const made = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  if (kind) made.setAttribute("class", kind);
  for (const [word, text] of Object.entries(words)) if (WORDS.has(word)) made.setAttribute(word, text);
  for (const [number, share] of Object.entries(numbers)) {
    if (ENDS.has(number)) made.setAttribute(number, `${100 * share}%`);
    else made.style.setProperty(`--${number}`, Number(share));
  }
  if (act) {
    made.type = "button";
    made.addEventListener("click", () => board.tell("clicked", act));
  }
  made.append(...inside.map((child) => make(child, board)));
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".board");
  const board = boards.get(place) ?? {};
  boards.set(place, board);
  board.tell = setTriggerValue;
  // A click runs the board again: what has not changed stays, and with it the focus and the tables that are open.
  const said = JSON.stringify(data.nodes);
  if (board.said === said) return;
  board.said = said;
  place.replaceChildren(...data.nodes.map((node) => make(node, board)));
}
