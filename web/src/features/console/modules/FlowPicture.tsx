import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useMessages } from '@/i18n';
import type { ModuleStatus } from '../queries';
import { FlowEdge, type EdgeData } from './FlowEdge';
import classes from './FlowPicture.module.css';
import type { FlowNow } from './flows';
import { layoutOf } from './layout';
import { messages } from './messages';
import { ModuleNode } from './ModuleNode';

const nodeTypes = { module: ModuleNode };
const edgeTypes = { flow: FlowEdge };
// The width is that of the style sheet.
const [nodeWidth, nodeHeight, columnWidth, rowHeight] = [184, 58, 372, 118];

interface Props {
  modules: readonly ModuleStatus[];
  flows: readonly FlowNow[];
  rates: Readonly<Record<string, number | undefined>>;
  selected: string;
  onSelect: (module: string) => void;
}

/** Who tells whom, drawn: modules in columns, what they tell as arrows. The same is in {@link FlowTable}. */
export default function FlowPicture({ modules, flows, rates, selected, onSelect }: Props) {
  const t = useMessages(messages);
  const scheme = useComputedColorScheme('light');
  const { places, lanes } = layoutOf(
    modules.map((m) => m.name),
    flows,
  );
  const nodes: Node[] = modules.map((module) => {
    const { column, row } = places.get(module.name)!;
    return {
      id: module.name,
      type: 'module',
      position: { x: column * columnWidth, y: row * rowHeight - nodeHeight / 2 },
      data: { module, rate: rates[module.name], isOpen: module.name === selected, onSelect },
    };
  });
  const edges: Edge<EdgeData>[] = flows.map((flow) => {
    const isBack = places.get(flow.to)!.column < places.get(flow.from)!.column;
    const id = `${flow.from}>${flow.to}`;
    return {
      id,
      type: 'flow',
      source: flow.from,
      target: flow.to,
      sourceHandle: isBack ? 'back-out' : 'out',
      targetHandle: isBack ? 'back-in' : 'in',
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      data: {
        flow,
        isBack,
        lanes: (lanes.get(id) ?? []).map(({ column, row }) => ({
          left: column * columnWidth,
          right: column * columnWidth + nodeWidth,
          y: row * rowHeight,
        })),
      },
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
