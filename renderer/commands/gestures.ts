/** What the mouse and fingers do on the canvas, for the list of shortcuts. */
export const gestures: readonly { label: string; how: readonly string[] }[] = [
  { label: 'Move the view', how: ['Space + drag', 'Middle drag', 'Two fingers'] },
  { label: 'Zoom', how: ['Ctrl + wheel', 'Pinch'] },
  { label: 'Select several', how: ['Drag on empty canvas', 'Shift + click'] },
  { label: 'Add a recipe', how: ['Double-click', 'Drop a wire'] },
  { label: 'Add what comes before a node', how: ['Drop a wire pulled out of its left side'] },
  { label: 'Put a recipe into a wire', how: ['Drop it there', 'Double-click the wire'] },
  { label: 'Open a dataset, model or zone; write a note', how: ['Double-click'] },
  { label: 'Menu', how: ['Right click'] },
];
