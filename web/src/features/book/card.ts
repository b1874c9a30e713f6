/** A card as it is typed; it lives on the page only. */
export interface Card {
  number: string;
  expiry: string;
  cvc: string;
  holder: string;
}

export const emptyCard: Card = { number: '', expiry: '', cvc: '', holder: '' };

const digitsOf = (text: string) => text.replaceAll(/\D/g, '');

/** Digits in groups of four. */
export const formatNumber = (text: string) =>
  digitsOf(text)
    .slice(0, 19)
    .replaceAll(/(\d{4})(?=\d)/g, '$1 ');

/** `0829` is written `08/29`, whatever the browser or the visitor puts in between. */
export function formatExpiry(text: string) {
  const [month = '', year] = text.split('/');
  const typed =
    year === undefined ? digitsOf(month) : `${digitsOf(month).padStart(2, '0').slice(-2)}${digitsOf(year).slice(-2)}`;
  const digits = /^[2-9]/.test(typed) ? `0${typed}` : typed;
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2, 4)}` : digits;
}

/** Whether a number is one of a card: 12 to 19 digits, the last of which checks the others (Luhn). */
export function isCardNumber(text: string) {
  const digits = text.replaceAll(' ', '');
  if (!/^\d{12,19}$/.test(digits)) {
    return false;
  }
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, i) => (i % 2 === 0 ? digit : digit * 2))
    .reduce((all, n) => all + (n > 9 ? n - 9 : n), 0);
  return sum % 10 === 0;
}

/** What is wrong with an expiry date at a moment; null for nothing. */
export function problemOfExpiry(text: string, now: number) {
  const [, month, year] = /^(0[1-9]|1[0-2])\/(\d\d)$/.exec(text) ?? [];
  if (!month || !year) {
    return 'expiryWrong';
  }
  // Valid until its month has ended everywhere on earth.
  return Date.UTC(2000 + Number(year), Number(month), 1, 12) <= now ? 'expiryPast' : null;
}

export const isCvc = (text: string) => /^\d{3,4}$/.test(text);
