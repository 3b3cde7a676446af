// Long lists of criteria or duties: each section folds away. Loaded before rows.js, which moves the focus to what is shown.
// A section opens again by itself when a row comes into it, or when a link leads to one of its rows.
const LONG = 30; // rows: below that the whole list is at hand
const folded = new Map(); // id of a section's heading: the rows that were in it when it was folded
const sections = () => [...document.querySelectorAll("[data-rows] .app-criteria__group")];
const inside = (head) => [...head.parentElement.rows].filter((row) => row !== head);
const ids = (head) => inside(head).map((row) => row.id).filter(Boolean);
const button = (head) => head.querySelector(".app-fold");

const show = (head, open) => {
  if (open) folded.delete(head.id);
  else folded.set(head.id, new Set(ids(head)));
  for (const row of inside(head)) row.hidden = !open;
  button(head).setAttribute("aria-expanded", String(open));
  document.querySelector("[data-fold-all]").textContent = folded.size ? "Show all sections" : "Fold all sections";
};

const sectionOf = (target) => {
  const head = target?.closest("[data-rows] tbody")?.querySelector(".app-criteria__group");
  return head && folded.has(head.id) ? head : null;
};

const open = (id) => {
  const head = sectionOf(document.getElementById(id));
  if (head) show(head, true);
};

const addButton = (head) => {
  const cell = head.querySelector("th");
  const made = document.createElement("button");
  const count = head.parentElement.querySelectorAll("tr[data-row]").length;
  Object.assign(made, { type: "button", className: "app-fold", textContent: `${cell.textContent.trim()} (${count})` });
  cell.replaceChildren(made);
};

const addFoldAll = (table) => {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "app-link-button app-fold-all" });
  made.dataset.foldAll = "";
  table.before(made);
};

const prepare = () => {
  const table = document.querySelector("[data-rows]");
  const heads = sections().filter((head) => inside(head).length);
  if (!table || heads.length < 2 || table.querySelectorAll("tr[data-row]").length <= LONG) return;
  addFoldAll(table);
  for (const head of heads) {
    addButton(head);
    const before = folded.get(head.id);
    show(head, !before || ids(head).some((id) => !before.has(id)));
  }
  open(document.getElementById("swapped").dataset.focus);
  open(location.hash.slice(1));
};

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.matches(".app-fold")) {
    show(target.closest("tr"), target.getAttribute("aria-expanded") === "false");
  } else if (target.matches("[data-fold-all]")) {
    const all = folded.size > 0;
    for (const head of sections().filter(button)) show(head, all);
  } else {
    const link = target.closest('a[href^="#"]');
    if (link) open(link.hash.slice(1));
  }
}, true); // before the browser goes to the place

document.addEventListener("reveal", (event) => open(event.target.id));

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id === "swapped") prepare();
});
prepare();
