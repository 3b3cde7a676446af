// The words of a statement that could not be sent, on this device: until the server has them, or until signing out.
const PREFIX = "statement:";

const attempt = (act, otherwise) => {
  try {
    return act();
  } catch {
    return otherwise; // storage may be refused or full: then the words are only in the box
  }
};

// Whether this device keeps anything at all.
export const possible = () =>
  attempt(() => {
    localStorage.setItem(`${PREFIX}?`, "");
    localStorage.removeItem(`${PREFIX}?`);
    return true;
  }, false);

export const keep = (path, text, seen) =>
  attempt(() => localStorage.setItem(PREFIX + path, JSON.stringify({ text, seen })));

export const drop = (path) => attempt(() => localStorage.removeItem(PREFIX + path));

export const read = (path) => attempt(() => JSON.parse(localStorage.getItem(PREFIX + path)), null);

// The pages below `path` of which words are kept here.
export const kept = (path) =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + path)), []).map((key) =>
    key.slice(PREFIX.length),
  );

export const dropAll = () => kept("").forEach(drop);
