import { Text } from '@mantine/core';
import { Fragment } from 'react';
import classes from './EventType.module.css';

/** A wire name: what happened stands out, where and in which version does not. */
export function EventType({ name }: { name: string }) {
  const [, where = '', what = name, version = ''] = /^(.*\.)?([^.]+)(\.v\d+)$/.exec(name) ?? [];
  return (
    <span className={classes.type}>
      <Text span inherit c="dimmed">
        {where.split(/(?<=\.)/).map((part) => (
          <Fragment key={part}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </Text>
      <b>{what}</b>
      <Text span inherit c="dimmed">
        {version}
      </Text>
    </span>
  );
}
