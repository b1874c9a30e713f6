import { defineMessages } from '@/i18n';

export const messages = defineMessages('home', {
  title: 'Where would you like to go?',
  about: 'One price, taxes and surcharges included. Your seats are held while you pay.',
  page: 'Book a flight',
  recent: 'Looked for lately',
  recentSearch: '{{from}} to {{to}}',
  promises: 'What you can rely on',
  priceTitle: 'The price you see is the price you pay',
  priceText: 'Fare, surcharge and every tax are listed before you choose, and the total is guaranteed while you book.',
  seatsTitle: 'Your seats wait for you',
  seatsText: 'Booking holds your seats until the deadline we show. If you let it pass, nothing is charged.',
  moneyTitle: 'Never charged twice',
  moneyText:
    'Press again, reload or lose your connection: a payment is one payment, and we tell you honestly where it stands.',
});
