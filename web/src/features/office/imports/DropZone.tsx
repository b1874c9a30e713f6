import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useMessages } from '@/i18n';
import { formatBytes } from '@/i18n/formats';
import classes from './DropZone.module.css';
import { messages } from './messages';

interface Props {
  file: File | undefined;
  onFile: (file: File) => void;
}

/** Where a file is dropped, or chosen by a button. */
export function DropZone({ file, onFile }: Props) {
  const t = useMessages(messages);
  const [isOver, setIsOver] = useState(false);

  function drop(e: DragEvent) {
    e.preventDefault();
    setIsOver(false);
    const dropped = e.dataTransfer.files[0];
    if (dropped) {
      onFile(dropped);
    }
  }

  return (
    <div
      className={`${classes.zone} ${isOver ? classes.over : ''}`}
      onDragOver={(e) => {
        e.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={32} aria-hidden />
      <Group gap="xs" justify="center">
        <Text>{t('drop')}</Text>
        <FileButton onChange={(chosen) => chosen && onFile(chosen)} inputProps={{ 'aria-label': t('choose') }}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="sm" c="dimmed">
        {t('limit')}
      </Text>
      <Text fw={600} role="status">
        {file && t('chosen', { name: file.name, size: formatBytes(file.size) })}
      </Text>
    </div>
  );
}
