/** Colours of zones, canvas notes and the like; the workbench has a light and a dark tone of each. */
export const canvasColours = ['grey', 'blue', 'green', 'amber', 'red', 'violet'] as const;
