import type { ComponentType } from 'react';
import type { Widget } from '../../../nodes/contract/catalog.ts';
import type { WidgetProps } from '../form-context.ts';
import { ColumnsWidget, ColumnWidget, DatasetWidget, ModelWidget } from './columns.tsx';
import { FormulaWidget } from './FormulaWidget.tsx';
import { ListWidget } from './ListWidget.tsx';
import { MapWidget } from './MapWidget.tsx';
import { MeaningWidget } from './MeaningWidget.tsx';
import { NumberWidget } from './NumberWidget.tsx';
import { ChoiceWidget, JsonWidget, StringsWidget, SwitchWidget, TextareaWidget, TextWidget } from './texts.tsx';

/** One component for each widget id of the catalogue. */
export const widgets = {
  text: TextWidget,
  textarea: TextareaWidget,
  number: NumberWidget,
  switch: SwitchWidget,
  choice: ChoiceWidget,
  column: ColumnWidget,
  columns: ColumnsWidget,
  formula: FormulaWidget,
  list: ListWidget,
  strings: StringsWidget,
  map: MapWidget,
  json: JsonWidget,
  dataset: DatasetWidget,
  meaning: MeaningWidget,
  model: ModelWidget,
} as const satisfies Record<Widget, ComponentType<WidgetProps>>;
