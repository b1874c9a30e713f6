import type { PassengerType } from './draft';

/** What is wrong with a name, as the API would say; null for nothing. */
export function problemOfName(text: string) {
  const name = text.normalize('NFC').trim();
  if (name === '') {
    return 'nameEmpty';
  }
  if (Array.from(name).length > 40) {
    return 'nameLong';
  }
  if (!/^\p{L}/u.test(name)) {
    return 'nameStart';
  }
  return /^[\p{L}\p{Mn}\p{Mc} '’-]+$/u.test(name) ? null : 'nameLetters';
}

/** Age in whole years on a day; both are dates such as `1990-12-10`. */
export function ageOn(day: string, dateOfBirth: string) {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

const wrongAge = { adult: 'birthAdult', child: 'birthChild', infant: 'birthInfant' } as const;

/** What is wrong with a date of birth, for somebody of a type who flies on a day; null for nothing. */
export function problemOfBirth(dateOfBirth: string, type: PassengerType, day: string, today: string) {
  if (!/^\d{4}-\d\d-\d\d$/.test(dateOfBirth)) {
    return 'birthEmpty';
  }
  if (dateOfBirth > today) {
    return 'birthFuture';
  }
  if (dateOfBirth < '1900-01-01') {
    return 'birthOld';
  }
  const age = ageOn(day, dateOfBirth);
  const is: PassengerType = age < 2 ? 'infant' : age < 12 ? 'child' : 'adult';
  return is === type ? null : wrongAge[type];
}

export const isEmail = (text: string) =>
  text.trim().length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(text.trim());

export const isPhone = (text: string) => /^\+?[0-9][0-9 ()./-]{4,24}$/.test(text.trim());
