import {
  ActionIcon,
  Button,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  NumberInput,
  Popover,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const river: MantineColorsTuple = [
  '#eef4ff',
  '#dce8fe',
  '#bbd2fc',
  '#90b5f9',
  '#6296f4',
  '#3f7cec',
  '#2563d9',
  '#1e51b5',
  '#1d4492',
  '#1c3a76',
];
const slate: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d7dce3',
  '#ccd2db',
  '#838b99',
  '#616977',
  '#474e5a',
  '#2d323b',
  '#191c22',
];
const brick: MantineColorsTuple = [
  '#fdf1f0',
  '#fbdedd',
  '#f5b5b2',
  '#f07470',
  '#dd4b46',
  '#cb3833',
  '#b92a26',
  '#9e2320',
  '#841d1a',
  '#6b1715',
];
const night: MantineColorsTuple = [
  '#e4e7ec',
  '#b6bcc8',
  '#8d95a3',
  '#69717f',
  '#3c424d',
  '#2d323b',
  '#23272f',
  '#1a1d23',
  '#14161b',
  '#0e1014',
];

export const monospace = '"JetBrains Mono", "SF Mono", ui-monospace, Menlo, Consolas, "Liberation Mono", monospace';
export const sans =
  'Inter, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, Ubuntu, Cantarell, "Noto Sans", "Helvetica Neue", Arial, system-ui, sans-serif';

/** What has closed is gone at once: while it fades, a second click would choose from it again. */
const opening = { duration: 120, exitDuration: 0 };

/** Density of a professional tool: 13 px text, 28 px controls, 6 px corners, one accent. */
export const theme = createTheme({
  primaryColor: 'river',
  primaryShade: { light: 6, dark: 6 },
  colors: { river, gray: slate, dark: night, red: brick },
  fontFamily: sans,
  fontFamilyMonospace: monospace,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
      h4: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 6,
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      vars: (_, { variant, color }) => ({
        root:
          variant === 'subtle' && color === 'gray'
            ? { '--ai-color': 'var(--mr-dim)', '--ai-hover': 'var(--mr-hover)', '--ai-hover-color': 'var(--mr-text)' }
            : {},
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      styles: { description: { fontSize: 11, lineHeight: 1.4 }, error: { fontSize: 11, lineHeight: 1.4 } },
    }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: 'xs', offset: 6 } }),
    // Its place for the focus is no item, which a menu must not hold.
    Menu: Menu.extend({
      defaultProps: {
        ...{ shadow: 'md', position: 'bottom-start', offset: 4, transitionProps: opening },
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: opening } }),
    Drawer: Drawer.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, padding: 'lg' },
      styles: { title: { fontWeight: 600 } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
        padding: 'lg',
        radius: 'lg',
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
      styles: { title: { fontWeight: 600 } },
    }),
  },
});
