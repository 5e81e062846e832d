package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** One role of an identity, for one client or, without a name, for all. */
@Entity
public class AccessRole {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @JsonIgnore
    public Long accessRoleId;

    @JsonIgnore
    public String identityName;

    @JsonIgnore
    public String roleName;

    @JsonIgnore
    public String processName;

    Person.Given given() {
        return new Person.Given(Role.of(roleName).orElseThrow(), processName);
    }
}
