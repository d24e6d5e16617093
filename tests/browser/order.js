// Puts functions that are alike beside each other. Compression looks back 32 kB and no further, and a module is ten times that:
// what two functions have in common is stored once only if they stand near each other. It is worth 2 kB of the first view.

/** A feature that more functions than this have in common says little of any two. */
const COMMON = 200;
/** How much a function still counts when another one has been put behind it. */
const FADING = 0.8;

/** `bodies`, functions in the module's text form, in an order in which each is like those before it. */
export function alikeTogether(bodies) {
  const features = bodies.map(featuresOf);
  const owners = new Map();
  features.forEach((all, place) => all.forEach((feature) => owners.set(feature, [...(owners.get(feature) ?? []), place])));
  const likeness = new Float64Array(bodies.length);
  const left = new Set(bodies.keys());
  const order = [];
  while (left.size > 0) {
    // Large ones share much with all others; it is the share of what they are that counts.
    const fit = (place) => likeness[place] / Math.sqrt(features[place].size);
    let next = left.values().next().value;
    left.forEach((place) => {
      next = fit(place) > fit(next) ? place : next;
    });
    left.delete(next);
    order.push(bodies[next]);
    likeness.forEach((value, place) => {
      likeness[place] = value * FADING;
    });
    for (const feature of features[next]) {
      const others = owners.get(feature);
      if (others.length <= COMMON) {
        others.forEach((place) => {
          likeness[place] += 1;
        });
      }
    }
  }
  return order;
}

/** Each two instructions that follow one another. */
function featuresOf(body) {
  const lines = body.split('\n').slice(1).map((line) => line.trim());
  return new Set(lines.map((line, place) => `${line}\n${lines[place + 1]}`));
}
