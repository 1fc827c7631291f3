import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The hash of what the page is made of: a test compares it with the files, without Node. */
function sources() {
  const files = ["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.js",
    ...readdirSync(join(root, "src")).sort().map((name) => `src/${name}`)];
  const all = createHash("sha256");
  for (const file of files) {
    all.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return all.digest("hex");
}

function font(weight) {
  const path = `node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`;
  const data = readFileSync(join(root, path)).toString("base64");
  return `@font-face{font-family:"IBM Plex Sans";font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}

/** Everything in one file, with a policy that names script and style by their hashes. */
const oneFile = {
  name: "one-file",
  enforce: "post",
  generateBundle(_, bundle) {
    const chunk = Object.values(bundle).find((part) => part.type === "chunk");
    const sheet = Object.values(bundle).find((part) => part.fileName.endsWith(".css"));
    const page = bundle["index.html"];
    const script = chunk.code.trim().replaceAll("</script", "<\\/script");
    const style = [400, 500, 600].map(font).join("") + sheet.source.trim();
    const policy = ["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, "img-src data: blob:",
      "font-src data:", "connect-src 'self' http://127.0.0.1:* http://localhost:*", "base-uri 'none'", "form-action 'none'"].join("; ");
    const html = page.source
      .replace(/<script type="module"[^>]*><\/script>\s*/, "")
      .replace(/<link rel="stylesheet"[^>]*>\s*/, "")
      .replace("<!--head-->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`
        + `<meta name="weir-sources" content="${sources()}">\n<meta name="weir-api" content="">\n<style>${style}</style>`)
      .replace("<!--script-->", () => `<script type="module">${script}</script>`);
    for (const name of Object.keys(bundle)) {
      delete bundle[name];
    }
    this.emitFile({ type: "asset", fileName: "showcase.html", source: html });
  },
};

export default defineConfig({
  root,
  plugins: [oneFile],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: false, cssCodeSplit: false, reportCompressedSize: false },
});
