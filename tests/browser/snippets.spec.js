// What authors paste, from the dialog and from the guide, is what each language takes it for: JSX compiles against React's own
// types and says what the HTML says; the guide's examples run as they stand.

import ts from 'typescript';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, open } from './test.js';
import { blog } from './server.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Where the guide's examples have tcpscope. */
const EXAMPLE = 'https://example.org/tcpscope/';

/** What is wrong with a text in JSX, as a part of a React component in strict TypeScript: a line for each. */
function faults(...texts) {
  const file = join(HERE, 'pasted.tsx');
  const source = texts.map((text, place) => `export const pasted${place} = (\n${text});\n`).join('');
  const options = { strict: true, noEmit: true, jsx: ts.JsxEmit.ReactJSX, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  Object.assign(options, { moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], skipLibCheck: true });
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, source, ...rest) : getSourceFile(name, ...rest));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The name and the attributes that React is given. */
function element(jsx) {
  const { outputText } = ts.transpileModule(`result = (${jsx});`, { compilerOptions: { jsx: ts.JsxEmit.React, jsxFactory: 'create' } });
  return Function('create', `let result; ${outputText} return result;`)((name, attributes) => ({ name, ...attributes }));
}

/** The attributes of the one element in an HTML text, as a browser reads them. */
const attributes = (page, html) =>
  page.evaluate((text) => {
    const { body } = new DOMParser().parseFromString(text, 'text/html');
    return Object.fromEntries([...body.firstElementChild.attributes].map(({ name, value }) => [name, value]));
  }, html);

const output = (page) => page.getByTestId('share-output').inputValue();
const choose = (page, row, name) =>
  page.getByTestId(`control-${row}`).getByRole('button', { name, exact: true }).click();

/** The guide's examples in a language. */
async function examples(page, language) {
  return page.locator(`pre code.language-${language}`).allTextContents();
}

test('JSX is taken by React, and says what the HTML says', async ({ page }) => {
  await open(page, '/?lang=en#lesson=myth_last_ack_sure&do=drop:1');
  await page.getByTestId('share').click();
  const pasted = [];
  for (const [lang, theme, width] of [['EN', 'Dark', ''], ['中文', 'Light', '640']]) {
    await choose(page, 'share-format', 'HTML');
    await choose(page, 'share-lang', lang);
    await choose(page, 'share-theme', theme);
    await page.getByLabel('Width in pixels').fill(width);
    await page.getByLabel('Width in pixels').blur();
    const html = await output(page);
    await choose(page, 'share-format', 'JSX');
    pasted.push([await output(page), html]);
  }
  expect(faults(...pasted.map(([jsx]) => jsx))).toEqual([]);

  // The page itself may not read HTML.
  await page.goto('about:blank');
  for (const [jsx, html] of pasted) {
    const { name, style, allowFullScreen, ...rest } = element(jsx);
    const { style: css, allowfullscreen, ...same } = await attributes(page, html);
    expect({ name, style, allowFullScreen }).toEqual({ name: 'iframe', style: { border: 0, maxWidth: '100%' }, allowFullScreen: true });
    expect([css, allowfullscreen]).toEqual(['border:0;max-width:100%', '']);
    expect(rest).toEqual(same);
  }
});

test('React’s types refuse what is no frame’s', () => {
  expect(faults('<iframe allowfullscreen="" />', '<iframe style="border:0" />')).toHaveLength(2);
});

for (const guide of ['embedding.html', 'embedding.zh-Hans.html']) {
  test(`the examples of ${guide} run as they stand`, async ({ page, server, up }) => {
    await page.goto(`/${guide}`);
    const [html, jsx, scripts] = [await examples(page, 'html'), await examples(page, 'jsx'), await examples(page, 'js')];
    expect([html.length, jsx.length, scripts.length]).toEqual([5, 1, 3]);
    expect(faults(...jsx)).toEqual([]);
    for (const script of scripts) {
      // A line of a configuration is a part of an object.
      const whole = /^\w+:/.test(script) ? `export default {\n${script}};` : script;
      const { diagnostics } = ts.transpileModule(whole, { reportDiagnostics: true });
      expect(diagnostics, script).toEqual([]);
    }

    for (const text of html) {
      const site = await up(blog(text.replaceAll(EXAMPLE, `${server.origin}/`).replaceAll('data-src', 'src')));
      await page.goto(site.origin);
      await expect(page.frameLocator('iframe').getByTestId('ladder'), text).toBeVisible();
    }
  });
}
