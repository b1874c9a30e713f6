import { expect, test } from 'vitest';
import { isEmail, isPhone, problemOfBirth, problemOfName } from './passengers';

test.each(['Ada', 'Jean-Luc', 'O’Connor', 'Müller', 'María José', '李', 'Nguyễn', ' Ada '])('%s is a name', (name) => {
  expect(problemOfName(name)).toBeNull();
});

test.each([
  ['', 'nameEmpty'],
  ['   ', 'nameEmpty'],
  ['-Ada', 'nameStart'],
  ['Ada 2', 'nameLetters'],
  ['Ada😀', 'nameLetters'],
  ['A'.repeat(41), 'nameLong'],
])('"%s" is none: %s', (name, problem) => {
  expect(problemOfName(name)).toBe(problem);
});

const flying = '2026-12-01';
const today = '2026-11-21';

test.each([
  ['2014-12-01', 'adult', null],
  ['2014-12-02', 'adult', 'birthAdult'],
  ['2014-12-02', 'child', null],
  ['2024-12-01', 'child', null],
  ['2024-12-02', 'child', 'birthChild'],
  ['2024-12-02', 'infant', null],
  ['2026-11-22', 'infant', 'birthFuture'],
  ['1899-12-31', 'adult', 'birthOld'],
  ['', 'adult', 'birthEmpty'],
] as const)('born %s and travelling as %s: %s', (birth, type, problem) => {
  expect(problemOfBirth(birth, type, flying, today)).toBe(problem);
});

test('addresses and numbers that cannot be right are told', () => {
  expect([isEmail('ada@example.org'), isEmail('ada@example'), isEmail('ada example.org')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isPhone('+44 20 7946 0000'), isPhone('call me')]).toEqual([true, false]);
});
