import { useMessages } from '@/i18n';
import classes from './SkipLink.module.css';
import { messages } from './messages';

/** The first thing that the tab key reaches: past the navigation. */
export function SkipLink() {
  const t = useMessages(messages);
  return (
    <a className={classes.skip} href="#content">
      {t('skip')}
    </a>
  );
}
