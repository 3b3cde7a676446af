// Saves a statement while it is written: after a pause, on leaving the box, when the page is put away. What cannot be
// sent is kept on the device and sent later. The page does all of the saving without this, on its buttons.
import { drop, keep, possible, read } from "./kept.js";
import { renew } from "./token.js";

const PAUSE = 2000; // after the last key
const LONGEST = 10_000; // of typing without a pause
const AGAIN = 10_000; // until the next try, when one failed
const CHARACTERS = 92; // on a line of A4, as in applications/sides.py
const LINES = 45;
const BETWEEN = 0.53;

const form = document.querySelector("[data-statement]");
const part = (name) => form.querySelector(`[data-${name}]`);
const box = form.querySelector("textarea");
const seen = form.querySelector("[name=seen]");
const token = form.querySelector("[name=csrfmiddlewaretoken]");
const status = part("saved");
const path = location.pathname;
let last = box.defaultValue; // what the server has
let refused = null; // what the server will not have: it is not sent again by itself
let signedOut = false;
let timer;
let typingSince = 0;
let saving = null;
let stale = !part("conflict").hidden; // another text stands: saving is a choice

const say = (words, saved) => {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("app-saved", saved);
};

// --- how long it is -------------------------------------------------------------------------------------

const count = () => {
  const words = (box.value.match(/\S+/g) ?? []).length;
  part("count").textContent = `${words} word${words === 1 ? "" : "s"}`;
  const most = Number(form.dataset.sides);
  const lines = box.value
    .split("\n")
    .filter((line) => line.trim())
    .reduce((sum, line) => sum + Math.ceil([...line].length / CHARACTERS) + BETWEEN, 0);
  const before = Number(form.dataset.otherLines);
  if (most) {
    const sides = Math.ceil(((before + lines) / LINES) * 10) / 10;
    part("used").textContent = `${sides} side${sides === 1 ? "" : "s"}`;
  }
  const share = most ? lines / (most * LINES) : words / Number(form.dataset.words);
  const start = Number(part("bar").getAttribute("x"));
  part("bar").setAttribute("width", Math.min(Math.round(1000 * share), 1000 - start));
};

// --- saving ---------------------------------------------------------------------------------------------

const put = (text) => {
  const body = new FormData(form);
  body.set("text", text);
  return fetch(path, { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive: text.length < 50_000 });
};

const json = (answer) => !answer.redirected && answer.headers.get("Content-Type")?.includes("json");

const send = async (text) => {
  signedOut = false;
  let answer = await put(text);
  if (answer.status === 403 && (await renew(token, path, "[data-statement]"))) answer = await put(text);
  signedOut = answer.redirected;
  if (!json(answer)) throw new Error(answer.redirected || answer.status === 403 ? "signed out" : "no answer");
  return [answer, await answer.json()];
};

const took = (text, told) => {
  last = text;
  seen.value = told.version;
  if (box.value === text) drop(path);
  else keep(path, box.value, seen.value);
  say(told.saved, true);
  const signs = part("signs");
  if (!signs.contains(document.activeElement)) signs.innerHTML = told.signs;
};

const conflict = (text, told) => {
  stale = true;
  last = text; // the server keeps it among the earlier versions
  drop(path);
  seen.value = told.version;
  const note = part("conflict");
  note.dataset.theirs = told.text;
  part("conflict-text").innerText = told.text;
  part("conflict-choice").hidden = false;
  note.hidden = false;
  say(`${told.error} Both texts are kept. Choose above which one stands.`, false);
};

const failed = (error) => {
  const here = possible() ? "Your words are kept on this device" : "Keep this page open: your words are in the box";
  const lost = error.message === "signed out";
  say(lost ? `You are signed out. ${here}. Press Save and continue to sign in again.` : `Not saved yet. ${here}. We try again.`, false);
  clearTimeout(timer);
  timer = setTimeout(save, AGAIN);
};

const work = async () => {
  const text = box.value;
  try {
    const [answer, told] = await send(text);
    if (answer.ok) took(text, told);
    else if (answer.status === 409 && told.stale) conflict(text, told);
    else {
      refused = text;
      say(told.error ?? "Not saved yet. Press a button to save.", false);
    }
  } catch (error) {
    failed(error);
    return false;
  }
  return true;
};

const toSave = () => box.value !== last && box.value !== refused;

// One save at a time; resolves to whether the server has what is in the box.
const save = async () => {
  clearTimeout(timer);
  if (saving) await saving;
  if (stale || !toSave()) return !stale;
  saving = work();
  const done = await saving;
  saving = null;
  typingSince = 0;
  if (done && !stale && toSave()) later();
  return done && !stale;
};

const later = () => {
  clearTimeout(timer);
  typingSince ||= Date.now();
  timer = setTimeout(save, Date.now() - typingSince > LONGEST ? 0 : PAUSE);
};

box.addEventListener("input", () => {
  count();
  if (box.value === last) drop(path);
  else keep(path, box.value, seen.value);
  if (!stale) later();
});
box.addEventListener("blur", save);
window.addEventListener("online", save);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});

// --- two texts ------------------------------------------------------------------------------------------

const settled = () => {
  stale = false;
  part("conflict").hidden = true;
  box.focus();
  count();
};

part("keep-mine").addEventListener("click", () => {
  last = null;
  settled();
  save();
});
part("take-theirs").addEventListener("click", () => {
  box.value = part("conflict").dataset.theirs;
  last = box.value;
  settled();
  say("The text saved there is in the box. Yours is among the earlier versions.", true);
});

// --- words that were left on this device ----------------------------------------------------------------

const left = read(path);
if (left && left.text === box.value) {
  drop(path);
} else if (left) {
  part("offer-text").innerText = left.text;
  part("offer").hidden = false;
  part("offer-drop").addEventListener("click", () => {
    drop(path);
    part("offer").hidden = true;
    box.focus();
  });
  part("offer-use").addEventListener("click", () => {
    // As of the text it was typed on: where a newer one stands, both are shown.
    box.value = left.text;
    seen.value = left.seen;
    part("offer").hidden = true;
    box.focus();
    count();
    save();
  });
}

// --- the buttons ----------------------------------------------------------------------------------------

// A press of a button sends the page itself: first the words are saved, so that a lost connection leaves them here.
// Who was signed out is led to sign in: the server keeps what is sent until then.
form.addEventListener("submit", async (event) => {
  // With nothing to wait for the browser goes on by itself: a form cannot be sent anew while its press is being handled.
  if (form.dataset.sent || stale || (!saving && !toSave())) {
    form.dataset.sent = "1";
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  if ((await save()) || signedOut) {
    form.dataset.sent = "1";
    form.requestSubmit(submitter);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (box.value !== last && !form.dataset.sent && !possible()) event.preventDefault();
});
part("kept-note").hidden = !possible();
count();
