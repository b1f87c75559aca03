// Reads diagrams with Mermaid's own parser and prints what it understood, as one JSON object for each
// file: {"file", "entities": {name: [attribute, …]}, "relationships": n} or {"file", "error"}.
// Usage: node judge.mjs FILE…
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

// Mermaid looks for a browser around it even when it only parses.
const page = new JSDOM('<body></body>', { pretendToBeVisual: true });
globalThis.window = page.window;
globalThis.document = page.window.document;
for (const name of Object.getOwnPropertyNames(page.window))
  if (/^(HTML|SVG)?\w*Element$|^Node$|^DOMParser$|^DocumentFragment$|^NamedNodeMap$/.test(name) && !(name in globalThis))
    globalThis[name] = page.window[name];

const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000 });

async function judge(file) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, 'utf8'));
    const entities = Object.fromEntries([...db.getEntities()].map(([name, entity]) => [name, entity.attributes]));
    return { file, entities, relationships: db.getRelationships().length };
  } catch (error) {
    return { file, error: String(error.message ?? error) };
  }
}

for (const file of process.argv.slice(2))
  console.log(JSON.stringify(await judge(file)));
