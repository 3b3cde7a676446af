// Tells on the way to sending that words stand on this device which were never saved, and where.
import { kept } from "./kept.js";

for (const note of document.querySelectorAll("[data-kept-list]")) {
  for (const path of kept(note.dataset.keptList)) {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = path;
    const there = document.querySelector(`.govuk-task-list a[href="${CSS.escape(path)}"]`);
    link.textContent = there?.textContent ?? "Look at the words";
    const line = document.createElement("li");
    line.append(link);
    note.querySelector("ul").append(line);
    note.hidden = false;
  }
}
