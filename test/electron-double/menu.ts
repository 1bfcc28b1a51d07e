import { strict } from './strict.ts';

interface Template {
  id?: string;
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  registerAccelerator?: boolean;
  enabled?: boolean;
  click?: (item: MenuItem, window?: object, event?: object) => void;
  submenu?: Template[];
}

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: MenuDouble | undefined;
  enabled: boolean;
  private readonly onClick: Template['click'];

  constructor(template: Template) {
    this.id = template.id;
    this.label = template.label ?? template.role ?? '';
    this.role = template.role;
    this.type = template.type ?? (template.submenu ? 'submenu' : 'normal');
    this.accelerator = template.accelerator;
    this.submenu = template.submenu ? new MenuDouble(template.submenu) : undefined;
    this.enabled = template.enabled ?? true;
    this.onClick = template.click;
  }

  click(): void {
    if (!this.enabled) return;
    if (!this.onClick) throw new Error(`electron double: the role ${this.role ?? this.label} is not implemented`);
    this.onClick(this);
  }
}

class MenuDouble {
  readonly items: MenuItem[];

  constructor(template: Template[]) {
    this.items = template.map((item) => strict(new MenuItem(item), 'MenuItem'));
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

let applicationMenu: MenuDouble | null = null;

export const Menu = strict(
  {
    buildFromTemplate: (template: Template[]) => strict(new MenuDouble(template), 'Menu'),
    setApplicationMenu: (menu: MenuDouble | null) => {
      applicationMenu = menu;
    },
    getApplicationMenu: () => applicationMenu,
  },
  'Menu',
);
