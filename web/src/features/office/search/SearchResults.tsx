import { Group as Row, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { StatusBadge } from '@/ui/StatusBadge';
import type { Finding, Group } from './findings';
import { messages } from './messages';
import classes from './OfficeSearch.module.css';

interface Props {
  /** Of the list; its options are numbered after it. */
  id: string;
  groups: readonly Group[];
  /** The option that Enter opens, counted over all groups. */
  current: number;
  onChoose: (index: number) => void;
  onOpen: (item: Finding) => void;
}

/** What was found, by kind: the list box of the search field, which keeps the focus. */
export function SearchResults({ id, groups, current, onChoose, onOpen }: Props) {
  const t = useMessages(messages);
  const numbered = groups.map((group, at) => ({
    ...group,
    first: groups.slice(0, at).reduce((sum, g) => sum + g.items.length, 0),
  }));
  return (
    <div role="listbox" id={id} aria-label={t('results')}>
      {numbered.map(({ title, items, first }) => (
        <div role="group" key={title} aria-label={title || t('bookings')}>
          {title && (
            <div className={classes.title} aria-hidden>
              {title}
            </div>
          )}
          {items.map((item, index) => (
            // The keyboard is handled by the field, which has the focus; a pointer chooses here.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={item.to}
              id={`${id}-${first + index}`}
              role="option"
              aria-selected={first + index === current}
              className={classes.option}
              onMouseMove={() => onChoose(first + index)}
              onClick={() => onOpen(item)}
            >
              <div>
                <Text fw={600} span>
                  {item.title}
                </Text>{' '}
                <Text c="dimmed" size="sm" span>
                  {item.about}
                </Text>
              </div>
              {item.status && (
                <Row gap={4}>
                  <StatusBadge status={item.status} />
                </Row>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
