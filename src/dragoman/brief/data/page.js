"use strict";
(() => {
  const lines = [...document.querySelectorAll(".line")];
  const marks = [...document.querySelectorAll("mark[data-lines]")];
  const byLine = new Map();
  for (const mark of marks) {
    for (const line of mark.dataset.lines.split(" ")) {
      if (!byLine.has(line)) byLine.set(line, []);
      byLine.get(line).push(mark);
    }
  }
  let held = null; // a clicked line stays lit until something else is clicked

  const clear = () => {
    for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
  };
  const inView = (element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  };
  const show = (element) => {
    if (element && !inView(element)) element.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  const lightLine = (line, scroll) => {
    clear();
    line.classList.add("on");
    const words = byLine.get(line.dataset.line) || [];
    for (const word of words) {
      word.classList.add("on");
      word.closest(".s").classList.add("on");
    }
    if (scroll && window.matchMedia("(min-width: 62rem)").matches) show(words[0]);
  };
  const lightWord = (mark) => {
    clear();
    mark.classList.add("on");
    const owners = lines.filter((line) => mark.dataset.lines.split(" ").includes(line.dataset.line));
    for (const line of owners) line.classList.add("on");
    show(owners[0]);
  };

  for (const line of lines) {
    line.addEventListener("mouseenter", () => { if (!held) lightLine(line, true); });
    line.addEventListener("focus", () => lightLine(line, true));
    line.addEventListener("mouseleave", () => { if (!held) clear(); });
    line.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      held = held === line ? null : line;
      lightLine(line, true);
    });
  }
  for (const mark of marks) {
    mark.addEventListener("click", () => { held = mark; lightWord(mark); });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { held = null; clear(); }
  });
})();
