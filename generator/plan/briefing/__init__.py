"""The parts of a briefing page: key events, answers, sides, the map, the filter."""
