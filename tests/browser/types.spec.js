// The types of the messages and of the element, against messages as the page writes them (types/messages.ts).

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test, expect } from '@playwright/test';

test('static/tcp-scope.d.ts fits the messages, and refuses what the page refuses', () => {
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const { status, stdout } = spawnSync(process.execPath, [compiler, '--project', 'types'], { encoding: 'utf8', cwd: import.meta.dirname });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
