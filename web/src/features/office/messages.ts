import { defineMessages } from '@/i18n';

export const messages = defineMessages('office', {
  name: 'Back office',
});
