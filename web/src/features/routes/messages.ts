import { defineMessages } from '@/i18n';

export const messages = defineMessages('routes', {
  title: 'Where we fly',
  about_one: 'One airport with flights on sale.',
  about_other: '{{count}} airports with flights on sale. Choose two of them, on the map or in the list.',
  view: 'Part of the map',
  world: 'Everything',
  near: 'Around {{city}}',
  map: 'Map of our routes. The list below it has the same airports to choose from.',
  airports: 'Airports',
  chooseFrom: 'Choose where you start',
  chooseTo: 'From {{city}}: choose where you want to go',
  chosen: '{{from}} to {{to}}. Now choose a day above.',
  startAgain: 'Start somewhere else',
  direct: 'Direct flights',
  others: 'With a change of planes, or none yet',
  distance: '{{km}} km',
  none: 'There are no flights on sale at the moment.',
});
