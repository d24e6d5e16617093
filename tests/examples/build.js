// Builds the example pages, each with its platform's own tool: `node build.js FOLDER [PLATFORM...]`.
// What an author writes is in the folders beside this file; what readers get comes into FOLDER/<platform>.

import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const HERE = dirname(fileURLToPath(import.meta.url));

/** How each platform makes pages in `into` of what is in `from`. */
const PLATFORMS = {
  html: (from, into) => cp(from, into, { recursive: true }),

  mdbook: (from, into) => run('mdbook', ['build', from, '--dest-dir', into]),

  vitepress: (from, into) => run(tool('vitepress'), ['build', from, '--outDir', into]),

  // What is not made small takes a third less time to make, and does the same.
  docusaurus: async (from, into) => {
    await run(tool('docusaurus'), ['build', '--no-minify', '--out-dir', into], await desk(from, into));
  },

  hexo: async (from, into) => {
    const blog = await desk(from, into);
    await run(tool('hexo'), ['generate'], blog);
    await cp(join(blog, 'public'), into, { recursive: true });
  },

  reveal: async (from, into) => {
    await cp(from, into, { recursive: true });
    await cp(join(HERE, 'node_modules/reveal.js/dist'), join(into, 'reveal'), { recursive: true });
  },

  // What forums and code hosts do with a reader's Markdown: only harmless elements stay.
  picture: async (from, into) => {
    const markdown = unified().use(remarkParse).use(remarkRehype, { allowDangerousHtml: true });
    const page = await markdown.use(rehypeSanitize).use(rehypeStringify).process(await readFile(join(from, 'post.md')));
    await mkdir(into, { recursive: true });
    await writeFile(join(into, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Post</title>${page}`);
  },
};

/** A copy of what the author wrote, for tools that want their packages beside it and leave things there. */
async function desk(from, into) {
  const copy = `${into}.source`;
  await rm(copy, { recursive: true, force: true });
  await cp(from, copy, { recursive: true });
  await symlink(join(HERE, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

function tool(name) {
  return join(HERE, 'node_modules/.bin', name);
}

/** Runs a tool; what it says is told only when it fails. None is to ask the network whether there is a newer one. */
function run(program, options, cwd = HERE) {
  const env = { ...process.env, NO_UPDATE_NOTIFIER: '1' };
  return new Promise((resolve, reject) => {
    execFile(program, options, { cwd, env, encoding: 'utf8' }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stdout}`)) : resolve(),
    );
  });
}

async function build(platform, folder) {
  const started = performance.now();
  const into = resolve(folder, platform);
  await rm(into, { recursive: true, force: true });
  await PLATFORMS[platform](join(HERE, platform), into);
  console.log(`${platform}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const [folder, ...wanted] = process.argv.slice(2);
// Beside each other: the slowest of them keeps one processor busy for as long as all the others take.
await Promise.all((wanted.length ? wanted : Object.keys(PLATFORMS)).map((platform) => build(platform, folder)));
