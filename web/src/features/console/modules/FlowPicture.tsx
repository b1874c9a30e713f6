import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { MarkerType, Position, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useMessages } from '@/i18n';
import type { ModuleStatus } from '../queries';
import { FlowEdge } from './FlowEdge';
import classes from './FlowPicture.module.css';
import type { FlowNow } from './flows';
import { layersOf } from './layers';
import { messages } from './messages';
import { ModuleNode } from './ModuleNode';

const nodeTypes = { module: ModuleNode };
const edgeTypes = { flow: FlowEdge };
const [columnWidth, rowHeight] = [330, 150];

interface Props {
  modules: readonly ModuleStatus[];
  flows: readonly FlowNow[];
  rates: Readonly<Record<string, number>>;
  selected: string;
  onSelect: (module: string) => void;
}

/** Who tells whom, drawn: modules in columns, what they tell as arrows. The same is in {@link FlowTable}. */
export default function FlowPicture({ modules, flows, rates, selected, onSelect }: Props) {
  const t = useMessages(messages);
  const scheme = useComputedColorScheme('light');
  const columns = layersOf(
    modules.map((m) => m.name),
    flows,
  );
  const columnOf = (name: string) => columns.findIndex((column) => column.includes(name));
  const most = Math.max(...columns.map((column) => column.length));
  const nodes: Node[] = modules.map((module) => {
    const x = columnOf(module.name);
    const column = columns[x] ?? [];
    const y = column.indexOf(module.name) + (most - column.length) / 2;
    return {
      id: module.name,
      type: 'module',
      position: { x: x * columnWidth, y: y * rowHeight },
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
      data: { module, rate: rates[module.name] ?? 0, isOpen: module.name === selected, onSelect },
    };
  });
  const edges: Edge[] = flows.map((flow) => {
    const isBack = columnOf(flow.to) < columnOf(flow.from);
    return {
      id: `${flow.from}>${flow.to}`,
      type: 'flow',
      source: flow.from,
      target: flow.to,
      sourceHandle: isBack ? 'back-out' : 'out',
      targetHandle: isBack ? 'back-in' : 'in',
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      data: { flow },
    };
  });
  return (
    <div className={classes.picture} role="group" aria-label={t('flow')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1.1 }}
        minZoom={0.2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  );
}
