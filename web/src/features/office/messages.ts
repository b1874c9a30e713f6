import { defineMessages } from '@/i18n';

export const messages = defineMessages('office', {
  name: 'Back office',
  start: 'Start',
  operationsOnly: 'This page is for operations staff.',
  startTitle: 'What needs attention',
  startAbout: 'Renewed by itself; everything leads to where something can be done about it.',
  aircraft: 'Aircraft',
  board: 'Departures',
  flights: 'Flights',
  imports: 'Imports',
  bookings: 'Bookings',
  orders: 'Orders',
  payments: 'Payments',
  cases: 'Cases',
  messages: 'Messages',
  mailbox: 'Mailbox',
  users: 'People',
});
