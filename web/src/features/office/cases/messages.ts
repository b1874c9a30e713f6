import { defineMessages } from '@/i18n';

export const messages = defineMessages('officeCases', {
  title: 'Cases',
  about:
    'What the system cannot put right by itself, the oldest first. Somebody looks, acts, and writes down what was done.',
  show: 'Show',
  open: 'Open',
  closed: 'Closed',
  list: 'Cases',
  emptyOpen: 'Nothing waits for a person.',
  emptyClosed: 'No case was closed yet.',
  what: 'What happened',
  order: 'Order',
  ofOrder: 'Its order',
  since: 'Since',
  action: 'Action',
  close: 'Close…',
  closeTitle: 'Close this case',
  note: 'What was done about it',
  noteAbout: 'At least ten characters: colleagues rely on it.',
  noteShort: 'Write in at least ten characters what was done about it.',
  confirm: 'Close the case',
  done: 'The case is closed.',
  by: 'Closed by',
  at: 'Closed',
});
