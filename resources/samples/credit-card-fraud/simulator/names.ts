/** Words the merchant names are put together from. All names are invented. */
// biome-ignore format: a word list reads better in rows
export const SURNAMES = [
  'Aldane', 'Amberley', 'Ashgrove', 'Barlow', 'Bellweather', 'Birchall', 'Blackmoor', 'Brackett', 'Bramley', 'Brindle',
  'Calloway', 'Carden', 'Castellan', 'Chadwick', 'Clemens', 'Corwin', 'Crane', 'Dalby', 'Danforth', 'Delacroix',
  'Dunmore', 'Easton', 'Elmhurst', 'Espinal', 'Fairchild', 'Farrow', 'Fenwick', 'Ferrante', 'Finch', 'Fontaine',
  'Gallardo', 'Garrick', 'Glass', 'Greaves', 'Grimsby', 'Hale', 'Hallworth', 'Harkness', 'Hartigan', 'Hazeltine',
  'Holloway', 'Iverson', 'Jessop', 'Kestrel', 'Kincaid', 'Kowal', 'Lachance', 'Lambert', 'Larkin', 'Linden',
  'Lockridge', 'Lovell', 'Madden', 'Marchetti', 'Marlowe', 'Mercer', 'Montrose', 'Nakamura', 'Nightingale', 'Novak',
  'Oakes', 'Okafor', 'Ortega', 'Pembroke', 'Penhaligon', 'Quill', 'Radcliffe', 'Rafferty', 'Redfern', 'Rosales',
  'Sandoval', 'Sato', 'Sherwood', 'Sinclair', 'Stanhope', 'Stroud', 'Tallis', 'Thackeray', 'Thorne', 'Tremaine',
  'Underhill', 'Valdivia', 'Varga', 'Vickers', 'Wainwright', 'Westerly', 'Whitlock', 'Winslow', 'Wyndham', 'Yarrow',
] as const;

// biome-ignore format: a word list reads better in rows
export const EPITHETS = [
  'Amber', 'Blue Heron', 'Bright', 'Cedar', 'Copper', 'Corner', 'Crescent', 'Daybreak', 'Eagle', 'Evergreen',
  'Golden', 'Granite', 'Harbor', 'Hilltop', 'Juniper', 'Lakeside', 'Lantern', 'Liberty', 'Maple', 'Meadow',
  'Northgate', 'Old Mill', 'Orchard', 'Pioneer', 'Prairie', 'Quarry', 'Red Barn', 'River Bend', 'Silver', 'Summit',
  'Sunrise', 'Three Oaks', 'Union', 'Valley', 'Willow',
] as const;

/** What a merchant of each category calls itself. */
export const TRADES: Readonly<Record<string, readonly string[]>> = {
  entertainment: ['Cinema', 'Lanes', 'Arcade', 'Playhouse', 'Music Hall', 'Tickets'],
  food_dining: ['Diner', 'Grill', 'Kitchen', 'Pizzeria', 'Noodle House', 'Taproom', 'Bistro'],
  gas_transport: ['Fuel', 'Gas & Go', 'Service Station', 'Truck Stop', 'Transit'],
  grocery_net: ['Pantry Online', 'Fresh Delivery', 'Grocery Direct'],
  grocery_pos: ['Market', 'Foods', 'Grocers', 'Supermarket', 'Farm Stand'],
  health_fitness: ['Pharmacy', 'Fitness', 'Dental', 'Physio', 'Eye Care'],
  home: ['Hardware', 'Furniture', 'Garden Center', 'Lighting', 'Paint & Tile'],
  kids_pets: ['Toys', 'Pet Supply', 'Kids', 'Veterinary', 'Day Care'],
  misc_net: ['Digital', 'Cloud Services', 'Subscriptions', 'Media', 'Downloads'],
  misc_pos: ['Trading Post', 'General Store', 'Newsstand', 'Supply', 'Kiosk'],
  personal_care: ['Salon', 'Barbers', 'Beauty', 'Spa', 'Cosmetics'],
  shopping_net: ['Outlet Online', 'Webshop', 'Direct', 'Marketplace', 'Electronics Online'],
  shopping_pos: ['Department Store', 'Outfitters', 'Shoes', 'Books', 'Electronics', 'Jewelers'],
  travel: ['Travel', 'Airways', 'Inns', 'Car Rental', 'Cruises', 'Tolls'],
};

/** Occupations and a usual yearly income in thousands of dollars. */
// biome-ignore format: a table reads better in rows
export const JOBS: readonly (readonly [title: string, income: number])[] = [
  ['Accountant', 72], ['Actuary', 105], ['Airline pilot', 130], ['Architect', 85], ['Archivist', 52],
  ['Bank teller', 36], ['Barista', 28], ['Biologist', 74], ['Bookkeeper', 44], ['Bus driver', 42],
  ['Carpenter', 50], ['Cashier', 27], ['Chef', 47], ['Chemist', 78], ['Child care worker', 29],
  ['Civil engineer', 88], ['Claims adjuster', 62], ['Dental hygienist', 76], ['Dentist', 155], ['Designer, graphic', 55],
  ['Designer, interior', 60], ['Economist', 108], ['Electrician', 58], ['Editor, magazine', 63], ['Farmer', 54],
  ['Financial adviser', 95], ['Firefighter', 52], ['Forester', 58], ['Geologist', 84], ['Hairdresser', 31],
  ['Home health aide', 29], ['Hotel manager', 59], ['Insurance underwriter', 75], ['Journalist', 50], ['Judge', 140],
  ['Lawyer', 135], ['Librarian', 58], ['Line cook', 29], ['Logistics planner', 66], ['Machinist', 47],
  ['Mail carrier', 51], ['Marketing manager', 118], ['Mechanic', 45], ['Musician', 43], ['Nurse, hospital', 79],
  ['Nurse, school', 61], ['Office clerk', 37], ['Optometrist', 118], ['Paralegal', 54], ['Pharmacist', 125],
  ['Photographer', 40], ['Physician', 205], ['Plumber', 57], ['Police officer', 67], ['Real estate agent', 56],
  ['Receptionist', 32], ['Sales assistant', 33], ['Secretary', 40], ['Security guard', 34], ['Social worker', 51],
  ['Software developer', 118], ['Statistician', 95], ['Surveyor', 64], ['Teacher, primary school', 58], ['Teacher, secondary school', 61],
  ['Technical writer', 76], ['Translator', 53], ['Truck driver', 48], ['University lecturer', 82], ['Veterinarian', 104],
  ['Waiter', 28], ['Warehouse worker', 34], ['Web developer', 80], ['Welder', 46], ['Writer', 60],
];
