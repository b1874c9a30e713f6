import { Grid } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { PageTitle } from '@/ui/PageTitle';
import classes from './FlowPage.module.css';
import { Steps } from './Steps';

interface Props {
  step: ComponentProps<typeof Steps>['current'];
  bookingId?: string;
  title: string;
  about?: ReactNode;
  /** The trip, beside the step; above it on phones. */
  aside: ReactNode;
  children: ReactNode;
}

/** A step of the booking with the trip beside it. */
export function FlowPage({ step, bookingId, title, about, aside, children }: Props) {
  return (
    <>
      <Steps current={step} bookingId={bookingId} />
      <PageTitle title={title} about={about} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <div className={classes.aside}>{aside}</div>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          {children}
        </Grid.Col>
      </Grid>
    </>
  );
}
