import { defineMessages } from '@/i18n';

export const messages = defineMessages('ui', {
  again: 'Try again',
  loading: 'Loading…',
  more: 'Show more',
  noAnswer: 'The server did not answer. Check your connection; nothing was lost.',
  trace: 'Reference for support: {{trace}}',
  wentWrong: 'Something went wrong',
  signInTitle: 'Please sign in',
  signIn: 'Sign in',
  notAllowed: 'Your role does not include this',
  expired: 'time is up',
  close: 'Close',
  back: 'Back',
  lessThan: 'less than {{time}} left',
  seconds_one: '{{count}} second',
  seconds_other: '{{count}} seconds',
  asOf: 'As of {{time}}, renewed by itself',
  stale: 'No answer from the server: this is how it was at {{time}}',
});
