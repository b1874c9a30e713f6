import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { ProblemNotice } from './ProblemNotice';

interface Props {
  title: string;
  /** What is going to happen. */
  children: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** What the button that does it is called. */
  confirm: string;
  onConfirm: () => void;
  /** What the button that does nothing is called, where "Back" would be misunderstood. */
  back?: string;
  /** What that button does; it closes the dialog otherwise. */
  onBack?: () => void;
  isPending: boolean;
  /** Why it was not done. */
  error?: unknown;
  isDangerous?: boolean;
  /** Nothing can be confirmed yet. */
  isDisabled?: boolean;
}

/** Asks once more before something is done, and stays until it was done or is given up. */
export function ConfirmDialog(props: Props) {
  const t = useMessages(messages);
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
      // What is below the pointer changes while one goes on: a second click must not close the dialog.
      closeOnClickOutside={false}
      closeOnEscape={!props.isPending}
    >
      <Stack>
        {props.children}
        {props.error !== undefined && props.error !== null && <ProblemNotice error={props.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onBack ?? props.onClose} disabled={props.isPending}>
            {props.back ?? t('back')}
          </Button>
          <Button
            color={props.isDangerous ? 'red' : undefined}
            // The second click of a double click was meant for what the button was before.
            onClick={(event) => event.detail <= 1 && props.onConfirm()}
            loading={props.isPending}
            disabled={props.isDisabled}
          >
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
