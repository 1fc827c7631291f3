import { ask } from "./api";
import { h } from "./dom";
import { copyButton } from "./figure";
import { count } from "./format";

interface ProjectAnswer { files: Array<[string, number]>; snippets: Array<{ title: string; path: string }>; stack: Array<{ name: string; what: string }> }
interface Node_ { files: Array<[string, number]>; folders: Map<string, Node_> }

const WORDS = /(\/\/.*|\/\*[\s\S]*?\*\/|--.*$|#.*$)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\b(abstract|as|async|await|bool|break|case|catch|class|const|continue|double|else|enum|export|false|finally|for|foreach|from|function|get|if|import|in|init|int|interface|internal|is|let|long|namespace|new|not|null|or|out|override|params|private|protected|public|readonly|record|ref|return|sealed|set|static|string|struct|switch|this|throw|true|try|using|var|void|while|with|yield|SELECT|FROM|WHERE|GROUP|BY|ORDER|WITH|AS|AND|OR|ON|JOIN|LEFT|COUNT|SUM|MAX|MIN|FILTER|BETWEEN|IN|WITHIN|OVER|PARTITION|LIMIT)\b/gm;

/** The project as the program was built from it: the tree, and code in tabs. */
export class Project {
  readonly tree = h("nav", { class: "tree", "aria-label": "Files of the project" });
  readonly tabs = h("div", { class: "views code-tabs", role: "tablist", "aria-label": "Code" });
  readonly code = h("pre", { class: "code", tabindex: "0", role: "tabpanel", "aria-label": "Code" });
  readonly title = h("p", { class: "note path" });
  readonly stack = h("dl", { class: "facts stack-list" });

  async load(): Promise<void> {
    try {
      const answer = await ask<ProjectAnswer>("/api/project");
      this.stack.replaceChildren(...answer.stack.map(({ name, what }) => h("div", {}, h("dt", {}, name), h("dd", {}, what))));
      this.tree.replaceChildren(this.list(treeOf(answer.files), 0));
      this.tabs.replaceChildren(...answer.snippets.map(({ title, path }, i) => h("button", { type: "button", role: "tab", "aria-selected": String(i === 0), tabindex: i === 0 ? 0 : -1, "data-path": path, onclick: () => void this.open(path) }, title)));
      this.tabs.addEventListener("keydown", (event) => {
        const all = [...this.tabs.querySelectorAll<HTMLElement>("[role=tab]")];
        const to = all[all.indexOf(document.activeElement as HTMLElement) + ({ ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key] ?? 99)];
        if (to) {
          event.preventDefault();
          to.focus();
          to.click();
        }
      });
      await this.open(answer.snippets[0].path);
    } catch (error) {
      this.code.textContent = (error as { title?: string }).title ?? "The project's files did not come.";
    }
  }

  private async open(path: string): Promise<void> {
    for (const tab of this.tabs.querySelectorAll<HTMLElement>("[role=tab]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.path === path));
      tab.tabIndex = tab.dataset.path === path ? 0 : -1;
    }
    if (!this.tabs.querySelector("[aria-selected=true]")) {
      (this.tabs.firstElementChild as HTMLElement).tabIndex = 0;
    }
    try {
      const file = await ask<{ text: string; lines: number }>("/api/project", { path });
      this.title.replaceChildren(`${path}, ${count(file.lines)} lines `, copyButton(() => file.text));
      this.code.replaceChildren(...colored(file.text));
      this.code.scrollTop = 0;
    } catch (error) {
      this.title.textContent = path;
      this.code.textContent = `${(error as { title?: string }).title ?? ""} ${(error as { detail?: string }).detail ?? ""}`;
    }
  }

  private list(node: Node_, depth: number): HTMLElement {
    return h("ul", {}, ...[...node.folders].map(([name, folder]) => {
      const details = h("details", { open: depth === 0 && name === "src" }, h("summary", {}, `${name}/ `, h("small", {}, count(countOf(folder)))));
      const fill = (): void => { if (details.open && details.childElementCount === 1) { details.append(this.list(folder, depth + 1)); } };
      details.addEventListener("toggle", fill);
      fill();
      return h("li", {}, details);
    }), ...node.files.map(([path]) => h("li", {}, h("button", { type: "button", class: "file", onclick: () => void this.open(path) }, path.split("/").at(-1)!))));
  }
}

function treeOf(files: Array<[string, number]>): Node_ {
  const root: Node_ = { files: [], folders: new Map() };
  for (const [path, bytes] of files) {
    let node = root;
    for (const part of path.split("/").slice(0, -1)) {
      node = node.folders.get(part) ?? node.folders.set(part, { files: [], folders: new Map() }).get(part)!;
    }
    node.files.push([path, bytes]);
  }
  return root;
}

const countOf = (node: Node_): number => node.files.length + [...node.folders.values()].reduce((sum, folder) => sum + countOf(folder), 0);

function colored(text: string): Array<Node | string> {
  const parts: Array<Node | string> = [];
  let end = 0;
  for (const match of text.matchAll(WORDS)) {
    parts.push(text.slice(end, match.index), h("span", { class: match[1] ? "comment" : match[2] ? "string" : "keyword" }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
