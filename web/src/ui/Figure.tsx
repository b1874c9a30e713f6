import { Card, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** What is counted. */
  name: string;
  /** How much. */
  children: ReactNode;
  /** What else is worth knowing about it. */
  about?: ReactNode;
}

/** One figure, large, with its name. */
export function Figure({ name, children, about }: Props) {
  return (
    <Card withBorder padding="md">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={{ base: 22, sm: 26 }} fw={650} lh={1.3} component="div" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {children}
      </Text>
      {about && (
        <Text size="sm" component="div">
          {about}
        </Text>
      )}
    </Card>
  );
}
