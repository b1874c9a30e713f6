import { defineMessages } from '@/i18n';

export const messages = defineMessages('office', {
  name: 'Back office',
  start: 'Start',
  board: 'Departures',
  flights: 'Flights',
  imports: 'Imports',
  bookings: 'Bookings',
});
