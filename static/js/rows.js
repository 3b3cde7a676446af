// Rows of criteria or duties: keys, ticks, and the focus after a part was swapped. The page does all of it without this.
const STORE = "rows-keys-off";
const METHODS = { a: "application", i: "interview", t: "task", p: "presentation", r: "references", c: "certificates" };
const IMPORTANCE = { e: "essential", d: "desirable" };
const $ = (selector, scope = document) => scope.querySelector(selector);
const $$ = (selector, scope = document) => [...scope.querySelectorAll(selector)];
const rows = () => $$("tr[data-row]:not([hidden])"); // not those of a folded section
const ticks = () => $$('[data-rows] input[name="rows"]');
const ticked = () => ticks().filter((box) => box.checked);
const tickOf = (row) => $('input[name="rows"]', row);
let lastTicked = null; // by its row's id: the table is swapped
let returnTo = ""; // the row that a key was pressed on
let off = false;
try {
  off = localStorage.getItem(STORE) === "yes";
} catch {
  // storage may be refused: then the choice holds for this page
}

// --- one row in the order of Tab, and the document beside it ---
const rove = (row) => {
  for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
};

const showSource = (row) => {
  $$(".app-paper__on").forEach((line) => line.classList.remove("app-paper__on"));
  const line = row.dataset.source ? document.getElementById(row.dataset.source) : null;
  const frame = line?.closest(".app-pair__frame");
  line?.classList.add("app-paper__on");
  if (!frame || frame.scrollHeight <= frame.clientHeight) return; // on a phone the document is further down
  frame.scrollTop += line.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
};

const focusRow = (row) => {
  if (!row) return;
  row.dispatchEvent(new Event("reveal", { bubbles: true })); // folds.js opens its section
  rove(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};

// --- the bar says how many rows it changes ---
const count = () => {
  const number = ticked().length;
  const words = `${number} row${number === 1 ? "" : "s"}`;
  const all = ($("[name=which]")?.value ?? "ticked") !== "ticked";
  const title = $("[data-bulk-title]");
  if (!title) return;
  title.textContent = number && !all ? `Change the ${words} you ticked` : "Change many rows at once";
  const button = $("[data-bulk-change]");
  if (button) button.textContent = number && !all ? `Change ${words}` : "Change the rows";
  $("[data-bulk-clear]").hidden = number === 0;
  document.getElementById("rows").classList.toggle("app-bulk-stuck", number > 0);
  for (const box of ticks()) box.closest("tr").classList.toggle("app-criteria__on", box.checked);
};

const tick = (row, run) => {
  const box = tickOf(row);
  const list = rows();
  const from = list.findIndex((each) => each.id === lastTicked);
  if (run && from >= 0) {
    const [first, last] = [from, list.indexOf(row)].sort((a, b) => a - b);
    for (const each of list.slice(first, last + 1)) tickOf(each).checked = true;
  } else {
    box.checked = !box.checked;
  }
  lastTicked = row.id;
  count();
};

// --- pressing a button that the page does not show ---
const send = (name, value) => {
  const form = document.getElementById("rows");
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", name, value, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
};

const press = (row, verb, given = "", many = true) => {
  returnTo = row.id;
  const which = many && ticked().length ? "ticked" : row.dataset.row;
  send("key", `${which}:${verb}:${given}`);
};

const KEYS = {
  j: (row, list, at) => focusRow(list[at + 1]),
  k: (row, list, at) => focusRow(list[at - 1]),
  n: (row) => {
    const all = $$("tr[data-row]");
    focusRow([...all.slice(all.indexOf(row) + 1), ...all].find((each) => "asks" in each.dataset));
  },
  x: (row) => tick(row, false),
  m: (row) => (ticked().length ? send("do", "merge") : press(row, "merge")),
  s: (row) => location.assign($("[data-rows]").dataset.split.replace("/0/", `/${row.id.slice(4)}/`)),
  u: () => $("[data-undo]")?.click(),
  J: (row) => press(row, "down", "", false),
  K: (row) => press(row, "up", "", false),
  X: (row) => tick(row, true),
  Enter: (row) => $("[data-edit]", row).click(),
  Delete: (row) => press(row, "delete"),
  "?": () => {
    const help = $("[data-keys]");
    help.open = !help.open;
  },
};
Object.assign(KEYS, { ArrowDown: KEYS.j, ArrowUp: KEYS.k, " ": KEYS.x });

document.addEventListener("keydown", (event) => {
  const row = event.target;
  if (off || !row.matches?.("tr[data-row]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const list = rows();
  const letter = event.key.toLowerCase();
  const act = KEYS[event.key] ?? (event.shiftKey ? null : KEYS[letter]);
  const scored = Boolean($("[data-bulk-change]")); // duties have no importance and no methods
  if (act) {
    event.preventDefault();
    if (!event.repeat || "jkArrowDownArrowUp".includes(event.key)) act(row, list, list.indexOf(row));
  } else if (scored && !event.repeat && IMPORTANCE[letter]) {
    event.preventDefault();
    press(row, "importance", IMPORTANCE[letter]);
  } else if (scored && !event.repeat && METHODS[letter]) {
    event.preventDefault();
    press(row, "toggle", METHODS[letter]);
  }
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("tr[data-row]");
  if (!row) return;
  rove(row);
  showSource(row);
});

document.addEventListener("click", (event) => {
  const box = event.target.closest('input[name="rows"]');
  if (box) {
    const { checked } = box;
    const row = box.closest("tr");
    if (event.shiftKey && checked) {
      box.checked = false;
      tick(row, true);
    } else {
      lastTicked = row.id;
      count();
    }
  } else if (event.target.closest("[data-bulk-clear]")) {
    for (const each of ticked()) each.checked = false;
    count();
  } else if (event.target.closest("[data-keys-toggle]")) {
    off = !off;
    try {
      localStorage.setItem(STORE, off ? "yes" : "no");
    } catch {
      // kept for this page alone
    }
    event.target.textContent = off ? "Turn on the keys" : "Turn off the keys";
  } else if (!event.target.closest("a, button, input, label, select, textarea")) {
    focusRow(event.target.closest("tr[data-row]"));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.name === "which") count();
});

// --- swapping ---
const typed = (form) => $$("input, textarea", form).some((each) =>
  ["checkbox", "radio"].includes(each.type) ? each.checked !== each.defaultChecked : each.value !== each.defaultValue);

document.addEventListener("htmx:configRequest", (event) => {
  // A button that stands outside the form it belongs to: htmx does not see that it was pressed.
  const button = event.detail.triggeringEvent?.submitter;
  if (button?.name) event.detail.formData.set(button.name, button.value);
  if (button?.name === "quick") returnTo = "";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  // A row that is open with words typed in it would be swapped away.
  const open = $("[data-edit-form]");
  const leaving = event.detail.elt.matches("[data-cancel]");
  if (!open || open === event.detail.elt || leaving || !typed(open)) return;
  event.preventDefault();
  $("#rows-status").textContent = "Save or cancel the row that is open first.";
  $("textarea", open).focus();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 || !xhr.responseText.includes('id="swapped"')) {
    event.preventDefault(); // signed out, or no longer there: show what the server says
    location.assign(xhr.status >= 400 ? location.href : xhr.responseURL);
  }
});

const settle = (first) => {
  $$("[data-keys]").forEach((each) => { each.hidden = false; });
  $$("[data-keys-toggle]").forEach((each) => { each.textContent = off ? "Turn on the keys" : "Turn off the keys"; });
  count();
  rove(document.getElementById(returnTo) ?? rows()[0]);
  const swapped = document.getElementById("swapped");
  const open = $("[data-editing]");
  const target = document.getElementById(swapped.dataset.focus) 
    ?? (first ? null : document.getElementById(returnTo) ?? document.getElementById("undo"));
  if (first && rows()[0]) showSource(rows()[0]);
  if (first && !swapped.dataset.focus && !open) return;
  if ($('.govuk-error-summary, .govuk-notification-banner[role="alert"]', swapped)) return; // it takes the focus
  if (open) {
    $("textarea", open).focus();
  } else if (target?.matches("tr[data-row]")) {
    focusRow(target);
  } else {
    target?.focus();
  }
};

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id === "swapped") settle(false);
});
settle(true);
