import { defineMessages } from '@/i18n';

export const messages = defineMessages('officeSearch', {
  open: 'Search',
  title: 'Search the back office',
  placeholder: 'Reference, name, e-mail, ticket, flight…',
  hint: 'Try a booking reference, part of a name or an e-mail address, a ticket number or a flight such as CT101. Move with the arrow keys, open with Enter.',
  searching: 'Searching…',
  found_one: '{{count}} result',
  found_other: '{{count}} results',
  nothing: 'Nothing was found for “{{text}}”.',
  failed: 'Part of the search did not work: {{reason}}',
  results: 'Results',
  bookings: 'Bookings',
  orders: 'Orders',
  flights: 'Flights',
  people: 'People',
  allBookings: 'All bookings that match “{{text}}”',
  orderOf: 'Order of {{references}}',
  closed: 'closed account',
});
