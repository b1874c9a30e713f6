import { expect, test } from 'vitest';
import { finishIntent, intentKey } from './intents';

test('an intent keeps its key until it is finished; other intents have others', () => {
  const key = intentKey('pay:1');

  expect(intentKey('pay:1')).toBe(key);
  expect(intentKey('pay:2')).not.toBe(key);
  finishIntent('pay:1');
  expect(intentKey('pay:1')).not.toBe(key);
});
