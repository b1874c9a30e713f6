s/DerivedId.From(Guid.Empty, HashOf(/DerivedId.From(Guid.NewGuid(), HashOf(/
