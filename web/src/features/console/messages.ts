import { defineMessages } from '@/i18n';

export const messages = defineMessages('console', {
  name: 'Console',
  modules: 'Modules',
  live: 'Live',
  events: 'Events',
  streams: 'Streams',
  processes: 'Processes',
  graph: 'Causation',
  parked: 'Parked',
  failures: 'Failures',
});
