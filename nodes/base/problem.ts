/** Something wrong (or worth knowing) in settings, found before anything runs. */
export interface Problem {
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** Where: path into the settings, e.g. `steps.3.column`. */
  path?: string;
  message: string;
  data?: Record<string, unknown>;
}
