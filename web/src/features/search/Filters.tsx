import { Button, Checkbox, Chip, Group, NativeSelect, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMessages } from '@/i18n';
import { sorts, times, type View } from './journeys';
import { messages } from './messages';
import classes from './Filters.module.css';
import { useView } from './useView';

/** In which order, and what is left out; in the address. On phones the filters open by a button. */
export function Filters({ view }: { view: View }) {
  const t = useMessages(messages);
  const change = useView();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const count = view.times.length + (view.stops === undefined ? 0 : 1);
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('sort')}
        className={classes.sort}
        data={sorts.map((sort) => ({ value: sort, label: t(sort) }))}
        value={view.sort}
        onChange={(event) => change({ sort: event.currentTarget.value })}
      />
      <Button
        variant="default"
        className={classes.open}
        aria-expanded={isOpen}
        aria-controls={`${id}-filters`}
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {count > 0 ? t('filtersSet', { count }) : t('filters')}
      </Button>
      <div className={classes.all} id={`${id}-filters`} role="group" aria-label={t('filters')} data-open={isOpen}>
        <div>
          <Text size="sm" fw={500} mb={4} id={id}>
            {t('times')}
          </Text>
          <Chip.Group
            multiple
            value={[...view.times]}
            onChange={(chosen) => change({ times: chosen.length > 0 ? chosen.join(',') : null })}
          >
            <Group gap={6} role="group" aria-labelledby={id}>
              {times.map((time) => (
                <Chip key={time} value={time} size="sm" variant="outline" classNames={{ label: classes.chip }}>
                  {t(time)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </div>
        <Checkbox
          className={classes.direct}
          label={t('directOnly')}
          checked={view.stops === 0}
          onChange={(event) => change({ stops: event.currentTarget.checked ? '0' : null })}
        />
      </div>
    </div>
  );
}
