/** How a building is described when it is entered by form. */
export type BuildingPlan = { stairwells: number; floors: number; perFloor: number; firstFloor: number };

/** The largest estates have buildings of a few hundred homes; more than this is a slip of the finger. */
export const maxDwellingsAtOnce = 2000;

export type PlannedStairwell = {
  label: string;
  floors: { floor: number; doors: string[] }[];
};

/**
 * The stairwells, floors and doors of a described building. Doors are written as usual, the floor,
 * then two figures counted anew on each floor: 501 is the first door of the fifth floor.
 */
export function planBuilding(plan: BuildingPlan): PlannedStairwell[] {
  const { stairwells, floors, perFloor, firstFloor } = plan;
  return counted(stairwells).map((stairwell) => ({
    label: String(stairwell),
    floors: counted(floors).map((at) => {
      const floor = firstFloor + at - 1;
      return { floor, doors: counted(perFloor).map((door) => `${floor}${String(door).padStart(2, '0')}`) };
    }),
  }));
}

/** How many dwellings a described building has. */
export function countDwellings({ stairwells, floors, perFloor }: BuildingPlan): number {
  return stairwells * floors * perFloor;
}

function counted(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}
