namespace Contrail.Engine.Domain;

/// <summary>
/// A fact that an aggregate decided: immutable, named in the past tense, stored forever. Every implementation carries an
/// <see cref="Events.EventTypeAttribute"/>, whose wire name is the storage format.
/// </summary>
public interface IDomainEvent;
