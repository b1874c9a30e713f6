import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { contrailOf, curlOf, pathOf, urlOf } from './commands';

/** The words that a shell makes of a line. */
const wordsOf = (line: string) =>
  execFileSync('bash', ['-c', `printf '%s\\n' ${line}`], { env: { TOKEN: 'secret' }, encoding: 'utf8' })
    .trimEnd()
    .split('\n');

test('a request is a line of curl with the token of the shell', () => {
  const line = curlOf({ path: '/api/ops/modules' }, 'http://127.0.0.1:5080');
  expect(line).toBe('curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:5080/api/ops/modules');
  expect(wordsOf(line)).toEqual([
    'curl',
    '-H',
    'Authorization: Bearer secret',
    'http://127.0.0.1:5080/api/ops/modules',
  ]);
});

test('what is empty is not asked for', () => {
  expect(urlOf({ path: '/x', query: { a: '', b: undefined, c: 0, d: false } })).toBe('/x?c=0&d=false');
  expect(contrailOf(['events', 'booking'], { stream: '', last: 50, after: undefined })).toBe(
    'contrail events booking --last 50',
  );
});

test('a shell gets what was meant, whatever characters are in it', () => {
  const name = `it's "odd" $(rm -rf ~) ; & \\`;
  const url = wordsOf(curlOf({ path: pathOf`/api/${name}/x`, query: { q: name } }, 'http://h')).at(-1)!;
  expect(decodeURIComponent(new URL(url).pathname)).toBe(`/api/${name}/x`);
  expect(new URL(url).searchParams.get('q')).toBe(name);
  expect(wordsOf(contrailOf(['events', 'm'], { stream: name }))).toEqual(['contrail', 'events', 'm', '--stream', name]);
  const posted = wordsOf(curlOf({ path: '/x', method: 'POST', body: { reason: name } }, 'http://h'));
  expect(posted.slice(0, 3)).toEqual(['curl', '-X', 'POST']);
  expect(JSON.parse(posted[posted.indexOf('-d') + 1]!)).toEqual({ reason: name });
});

test('an answer that goes on for ever is not held back', () => {
  expect(curlOf({ path: '/live', isStream: true }, '')).toMatch(/^curl -N /);
});
