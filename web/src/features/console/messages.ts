import { defineMessages } from '@/i18n';

export const messages = defineMessages('console', {
  name: 'Console',
  graph: 'Causation',
});
