import { defineMessages } from '@/i18n';

export const messages = defineMessages('account', {
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
});
