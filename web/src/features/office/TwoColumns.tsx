import { Grid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a thing is, and beside it what happened to it; on narrow screens below each other. */
export function TwoColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>{main}</Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>{side}</Stack>
      </Grid.Col>
    </Grid>
  );
}
